package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Attributes;
import dev.lamina.image.ChainId;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.Name;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.Set;
import java.util.stream.Collectors;

/// A record is what its components are: nothing else decides what equals it.
final class RecordsTest {

    /// Compared by every short command, and so written out (decision 0078). `WrittenEqualityTest` holds each
    /// to what a record does by itself.
    static final Set<Class<? extends Record>> WRITTEN =
            Set.of(
                    Attributes.class,
                    ChainId.class,
                    Descriptor.class,
                    DiffId.class,
                    Digest.class,
                    Name.class,
                    Platform.class,
                    Reference.class);

    @Test
    void onlyRecordsOfShortCommandsSayThemselvesWhatEqualsThem() {
        Set<String> written =
                CompiledClasses.all()
                        .filter(RecordsTest::isRecord)
                        .filter(
                                type ->
                                        type.methods().stream()
                                                .filter(RecordsTest::isOfEquality)
                                                .anyMatch(RecordsTest::isWritten))
                        .map(CompiledClasses::name)
                        .collect(Collectors.toSet());

        assertThat(written)
                .as("records with equals or hashCode of their own")
                .isEqualTo(WRITTEN.stream().map(Class::getName).collect(Collectors.toSet()));
    }

    private static boolean isRecord(ClassModel type) {
        return type.findAttribute(java.lang.classfile.Attributes.record()).isPresent();
    }

    private static boolean isOfEquality(MethodModel method) {
        String signature = method.methodName().stringValue() + method.methodType().stringValue();
        return signature.equals("equals(Ljava/lang/Object;)Z") || signature.equals("hashCode()I");
    }

    /// The compiler leaves it to the class library (java.lang.runtime.ObjectMethods).
    private static boolean isWritten(MethodModel method) {
        for (CodeElement element : method.code().orElseThrow()) {
            if (element instanceof InvokeDynamicInstruction call
                    && call.bootstrapMethod().owner().displayName().equals("ObjectMethods")) {
                return false;
            }
        }
        return true;
    }
}
