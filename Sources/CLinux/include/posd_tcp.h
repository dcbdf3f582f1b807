#pragma once

/// For how many milliseconds nothing was acknowledged on a TCP socket on which probes or repeats are unanswered; 0 when none
/// are, -1 with errno.
int posd_tcp_unheard(int fd);

/// How many bytes a TCP socket holds that were never sent (SIOCOUTQNSD), or -1 with errno.
int posd_tcp_unsent(int fd);
