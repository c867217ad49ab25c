/// Traces of frames for operators: names and sizes of one user's frames, live, over all instances.
@NullMarked
package com.sup.messenger.application.trace;

import org.jspecify.annotations.NullMarked;
