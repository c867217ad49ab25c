/// The console for the browser, in development only. Its files are in the resources of this
// package.
@NullMarked
package com.sup.messenger.http.console;

import org.jspecify.annotations.NullMarked;
