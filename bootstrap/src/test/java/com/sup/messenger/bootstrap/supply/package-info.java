/// Checks the shipped libraries against published vulnerabilities.
@NullMarked
package com.sup.messenger.bootstrap.supply;

import org.jspecify.annotations.NullMarked;
