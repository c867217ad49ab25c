/// Sessions that outlive their connection, for clients that return.
@NullMarked
package com.sup.messenger.application.session;

import org.jspecify.annotations.NullMarked;
