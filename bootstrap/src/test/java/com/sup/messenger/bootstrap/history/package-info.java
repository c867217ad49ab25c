/// What clients sent and saw, and whether it was right.
package com.sup.messenger.bootstrap.history;
