/// The one HTTP server: the only module that sees Jetty.
module dev.lamina.http {
    requires transitive dev.lamina.image;
    requires java.logging;
    requires org.bouncycastle.provider;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;

    exports dev.lamina.http;
}
