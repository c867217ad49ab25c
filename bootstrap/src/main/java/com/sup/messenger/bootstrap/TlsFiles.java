package com.sup.messenger.bootstrap;

import java.nio.file.Path;

/// What a listener proves itself with, in PEM.
///
/// @param certificate the certificate and those that signed it
/// @param key its private key
record TlsFiles(Path certificate, Path key) {}
