/// Holds the libraries that are shipped against the vulnerabilities that are published for them.
@NullMarked
package com.sup.messenger.bootstrap.supply;

import org.jspecify.annotations.NullMarked;
