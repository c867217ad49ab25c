/// Lets a test name the programs that it needs beside Java.
@NullMarked
package com.sup.messenger.bootstrap.tools;

import org.jspecify.annotations.NullMarked;
