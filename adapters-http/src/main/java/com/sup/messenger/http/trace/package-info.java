/// The stream of a trace over HTTP.
@NullMarked
package com.sup.messenger.http.trace;

import org.jspecify.annotations.NullMarked;
