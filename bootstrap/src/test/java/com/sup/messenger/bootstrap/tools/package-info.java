/// Tests that need more than Java say what they need.
@NullMarked
package com.sup.messenger.bootstrap.tools;

import org.jspecify.annotations.NullMarked;
