/// What another team's JAR with an adapter module looks like.
package com.sup.messenger.bootstrap.acme;
