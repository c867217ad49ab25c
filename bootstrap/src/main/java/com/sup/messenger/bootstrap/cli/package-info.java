/// The command line for operators: it asks a running service over the service API.
@NullMarked
package com.sup.messenger.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
