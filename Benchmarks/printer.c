// A network printer for latency runs: takes bytes at once, answers status questions, and writes one line a job to
// standard output: when its first content byte came and when its last, in nanoseconds of CLOCK_MONOTONIC.
//   printer PORT_FILE [slow BYTES_PER_SECOND]
// A job ends with "JOB-END". Pulses for a drawer (ESC p, DLE DC4 1) are told as "kick NANOSECONDS".
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char end_mark[] = "JOB-END";
static long long first = 0;
static size_t matched = 0;
static unsigned char tail[16];
static size_t tail_length = 0;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void answer(int peer, const void *bytes, size_t length) {
  if (send(peer, bytes, length, MSG_NOSIGNAL) < 0) perror("send");
}

// Looks for questions in a sliding window, so that it does not matter where the stream was cut.
static void take(int peer, unsigned char byte, long long at) {
  if (tail_length == sizeof tail) {
    memmove(tail, tail + 1, --tail_length);
  }
  tail[tail_length++] = byte;
  unsigned char *last = tail + tail_length;
  if (tail_length >= 3 && last[-3] == 0x10 && last[-2] == 0x04) {
    unsigned char status = 0x12;
    answer(peer, &status, 1);
  } else if (tail_length >= 3 && last[-3] == 0x1D && last[-2] == 'r') {
    answer(peer, "\0", 1);
  } else if (tail_length >= 3 && last[-3] == 0x1D && last[-2] == 'a') {
    answer(peer, "\x10\0\0\x0f", 4);
  } else if (tail_length >= 11 && memcmp(last - 11, "\x1D(H\x06\0\x30\x30", 7) == 0) {
    unsigned char reply[7] = {0x37, 0x22, last[-4], last[-3], last[-2], last[-1], 0};
    answer(peer, reply, 7);
  } else if (tail_length >= 5 &&
             ((last[-5] == 0x1B && last[-4] == 'p') || (last[-5] == 0x10 && last[-4] == 0x14 && last[-3] == 1))) {
    printf("kick %lld\n", at);
    fflush(stdout);
  }
  matched = byte == (unsigned char)end_mark[matched] ? matched + 1 : byte == (unsigned char)end_mark[0];
  if (end_mark[matched] == 0) {
    printf("job %lld %lld\n", first, at);
    fflush(stdout);
    matched = 0;
    first = 0;
  }
}

int main(int count, char **arguments) {
  long rate = count > 3 ? atol(arguments[3]) : 0;
  int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1, size = 8192;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (rate) setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, 16) < 0) return perror("listen"), 1;
  getsockname(listener, (struct sockaddr *)&address, &length);
  FILE *file = fopen(arguments[1], "w");
  if (!file) return perror(arguments[1]), 1;
  fprintf(file, "%d", ntohs(address.sin_port));
  fclose(file);
  struct pollfd files[65] = {{.fd = listener, .events = POLLIN}};
  int open = 1;
  static unsigned char buffer[65536];
  for (;;) {
    if (poll(files, open, -1) < 0) return 1;
    if (files[0].revents && open < 65) {
      int peer = accept(listener, NULL, NULL);
      setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      files[open++] = (struct pollfd){.fd = peer, .events = POLLIN};
    }
    for (int index = 1; index < open; index++) {
      if (!files[index].revents) continue;
      ssize_t got = recv(files[index].fd, buffer, rate ? 512 : sizeof buffer, 0);
      long long at = now();
      if (got <= 0) {
        close(files[index].fd);
        files[index--] = files[--open];
        continue;
      }
      for (ssize_t place = 0; place < got; place++) {
        // Questions are no content: the first byte of a job is its ESC @.
        if (!first && buffer[place] == 0x1B && place + 1 < got && buffer[place + 1] == '@') first = at;
        take(files[index].fd, buffer[place], at);
      }
      if (rate) {
        struct timespec pause = {0, got * 1000000000LL / rate};
        if (pause.tv_nsec >= 1000000000L) pause = (struct timespec){pause.tv_nsec / 1000000000L, pause.tv_nsec % 1000000000L};
        nanosleep(&pause, NULL);
      }
    }
  }
}
