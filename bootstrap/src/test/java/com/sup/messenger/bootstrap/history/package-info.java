/// Checks of the messages that clients sent and saw.
package com.sup.messenger.bootstrap.history;
