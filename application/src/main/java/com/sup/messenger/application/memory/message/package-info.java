/// Logs, reactions and receipts in memory.
@NullMarked
package com.sup.messenger.application.memory.message;

import org.jspecify.annotations.NullMarked;
