/// The door for back-ends, and its use cases.
@NullMarked
package com.sup.messenger.application.admin;

import org.jspecify.annotations.NullMarked;
