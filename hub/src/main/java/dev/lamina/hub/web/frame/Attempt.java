package dev.lamina.hub.web.frame;

import dev.lamina.http.FormBody;
import dev.lamina.hub.account.RefusedException;

import java.util.List;
import java.util.Optional;

/// A form that was refused, and is shown again as it was filled; [#NONE] where a page is shown for the
/// first time. Passwords are not shown again.
///
/// @param form  which of the forms of a page
/// @param body  what was in it
/// @param field that is at fault; empty if it is none of them
/// @param fault what is wrong
public record Attempt(String form, Optional<FormBody> body, String field, String fault) {

    /// No form was sent.
    public static final Attempt NONE = new Attempt("", Optional.empty(), "", "");

    /// Returns the attempt at a form that a wish about accounts was refused for.
    ///
    /// @param other the field at fault if the refusal names none of this form's; may be empty
    /// @param more  further fields of this form that a refusal may name
    public static Attempt of(
            String form, FormBody body, RefusedException refusal, String other, String... more) {
        String field = List.of(more).contains(refusal.field()) ? refusal.field() : other;
        return of(form, body, field, refusal);
    }

    /// Returns the attempt at a form one of whose fields is at fault.
    public static Attempt of(String form, FormBody body, FieldException refusal) {
        return of(form, body, refusal.field(), refusal);
    }

    /// Returns the attempt at a form.
    ///
    /// @param field that is at fault; empty if it is none of them
    public static Attempt of(String form, FormBody body, String field, Exception refusal) {
        return new Attempt(form, Optional.of(body), field, String.valueOf(refusal.getMessage()));
    }

    /// Returns a field.
    ///
    /// @param otherwise what is in it if this form was not sent
    public Field field(String form, String name, String otherwise) {
        return new Field(form + "-" + name, name, text(form, name, otherwise), fault(form, name));
    }

    /// Returns a field that is empty if this form was not sent.
    public Field field(String form, String name) {
        return field(form, name, "");
    }

    /// Returns a field that is always empty, for a password.
    public Field secret(String form, String name) {
        return new Field(form + "-" + name, name, "", fault(form, name));
    }

    /// Returns the values to choose from, each with its text.
    ///
    /// @param otherwise which is chosen if this form was not sent
    public List<Choice> choices(String form, String name, List<Choice> choices, String otherwise) {
        String chosen = text(form, name, otherwise);
        return choices.stream()
                .map(one -> new Choice(one.value(), one.text(), one.value().equals(chosen)))
                .toList();
    }

    /// Tells whether a box is checked.
    ///
    /// @param otherwise whether it is if this form was not sent
    public boolean isChecked(String form, String name, boolean otherwise) {
        return sent(form).map(sent -> sent.value(name).isPresent()).orElse(otherwise);
    }

    /// Returns what is wrong with a field, or with the form as a whole if the name is empty.
    public Optional<String> fault(String form, String name) {
        return sent(form).filter(_ -> field.equals(name)).map(_ -> fault);
    }

    private String text(String form, String name, String otherwise) {
        return sent(form).map(sent -> sent.value(name).orElse("")).orElse(otherwise);
    }

    private Optional<FormBody> sent(String form) {
        return body.filter(_ -> this.form.equals(form));
    }
}
