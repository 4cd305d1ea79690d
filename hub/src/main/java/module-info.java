/// A registry server over a blob store and a catalog; never sees the engine, and of linux only who owns files.
module dev.lamina.hub {
    requires transitive dev.lamina.image;
    requires dev.lamina.http;
    requires dev.lamina.linux;
    requires com.nimbusds.jose.jwt;
    requires com.zaxxer.hikari;
    requires io.jstach.jstachio;
    requires static io.jstach.jstache;
    requires java.logging;
    requires java.management;
    requires java.sql;
    requires org.bouncycastle.provider;
    requires org.commonmark;
    requires org.commonmark.ext.autolink;
    requires org.commonmark.ext.gfm.strikethrough;
    requires org.commonmark.ext.gfm.tables;
    requires org.jsoup;
    requires org.postgresql.jdbc;
    requires org.xerial.sqlitejdbc;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.services.s3;

    exports dev.lamina.hub;
    exports dev.lamina.hub.settings;
}
