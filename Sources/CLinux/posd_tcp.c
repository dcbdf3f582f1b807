#define _GNU_SOURCE 1
#include "posd_tcp.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

int posd_tcp_unheard(int fd) {
  struct tcp_info info = {0};
  socklen_t length = sizeof info;
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return -1;
  if (info.tcpi_probes == 0 && info.tcpi_retransmits == 0) return 0;
  return info.tcpi_last_ack_recv > 0x7FFFFFFF ? 0x7FFFFFFF : (int)info.tcpi_last_ack_recv;
}

int posd_tcp_unsent(int fd) {
  int count = 0;
  return ioctl(fd, SIOCOUTQNSD, &count) != 0 ? -1 : count;
}
