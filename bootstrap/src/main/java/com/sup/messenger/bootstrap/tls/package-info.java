/// Certificates and keys from files, read again when the files change.
@NullMarked
package com.sup.messenger.bootstrap.tls;

import org.jspecify.annotations.NullMarked;
