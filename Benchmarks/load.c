// The load: one thread, epoll, the same for every server. Each command prints one JSON line with what it measured.
//
//   load rtt SOCKET COUNT                  one client, one request at a time (µs)
//   load pipeline SOCKET CLIENTS DEPTH COUNT   requests a second
//   load fanout SOCKET SUBSCRIBERS COUNT [PTYFD]  write to the pty (or simulator.scan) → last subscriber has it (µs)
//   load scans SOCKET DEVICE COUNT         simulator.scan → event, and last report of the scan → event (µs)
//   load hear SOCKET COUNT                 "ready", then when each scan had arrived at posd and at the client (ns)
//   load churn SOCKET COUNT                connect, ping, close (µs a cycle)
//   load idle SOCKET CLIENTS               connects, prints "ready", waits for a line on stdin
//   load startup SOCKET COMMAND…           exec → first answer (ms), then ends the server
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *ping =
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.ping\",\"params\":{\"n\":1,\"client\":\"till-3\"}}\n";

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static void die(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int try_connect(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) die("socket");
  if (connect(fd, (struct sockaddr *)&address, sizeof address)) {
    close(fd);
    return -1;
  }
  return fd;
}

// Reads until `lines` line ends have come; everything else is thrown away.
static void read_lines(int fd, int lines) {
  char buffer[65536];
  while (lines > 0) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n <= 0) die("the server closed the connection");
    for (char *p = buffer; (p = memchr(p, '\n', buffer + n - p)); p++) lines--;
  }
}

static int connect_greeted(const char *path) {
  int fd = try_connect(path);
  if (fd < 0) die(path);
  read_lines(fd, 1);
  return fd;
}

static void send_all(int fd, const char *text, size_t n) {
  while (n) {
    ssize_t done = write(fd, text, n);
    if (done < 0) die("write");
    text += done;
    n -= done;
  }
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void write_percentiles(double *samples, int n) {
  qsort(samples, n, sizeof *samples, compare);
  printf("{\"p50\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"count\":%d}", samples[n / 2], samples[(int)(n * 0.99)],
         samples[(int)(n * 0.999)], n);
}

static void print_percentiles(double *samples, int n) {
  write_percentiles(samples, n);
  printf("\n");
}

static void rtt(const char *path, int count) {
  int fd = connect_greeted(path);
  double *samples = malloc(count * sizeof *samples);
  for (int i = -count / 10; i < count; i++) {
    double start = now_us();
    send_all(fd, ping, strlen(ping));
    read_lines(fd, 1);
    if (i >= 0) samples[i] = now_us() - start;
  }
  print_percentiles(samples, count);
}

static void pipeline(const char *path, int clients, int depth, int count) {
  int *fds = malloc(clients * sizeof *fds), *left = malloc(clients * sizeof *left);
  size_t size = strlen(ping) * depth;
  char *burst = malloc(size), buffer[65536];
  for (int i = 0; i < depth; i++) memcpy(burst + i * strlen(ping), ping, strlen(ping));
  int epoll = epoll_create1(0);
  for (int i = 0; i < clients; i++) {
    fds[i] = connect_greeted(path);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &event);
    left[i] = depth;
  }
  double start = now_us();
  long sent = (long)clients * depth, received = 0;
  for (int i = 0; i < clients; i++) send_all(fds[i], burst, size);
  while (received < sent) {
    struct epoll_event events[64];
    int n = epoll_wait(epoll, events, 64, 10000);
    if (n <= 0) die("no answer");
    for (int k = 0; k < n; k++) {
      int i = events[k].data.u32;
      ssize_t got = read(fds[i], buffer, sizeof buffer);
      if (got <= 0) die("the server closed the connection");
      for (char *p = buffer; (p = memchr(p, '\n', buffer + got - p)); p++) left[i]--, received++;
      if (left[i] == 0 && sent < count) {
        left[i] = depth;
        sent += depth;
        send_all(fds[i], burst, size);
      }
    }
  }
  printf("{\"rps\":%.0f}\n", received / (now_us() - start) * 1e6);
}

static void fanout(const char *path, int subscribers, int count, int pty) {
  static const char subscribe[] =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"events.subscribe\",\"params\":{\"types\":[\"scanner.data\"]}}\n";
  static const char scan[] =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"simulator.scan\",\"params\":{\"device\":\"front\","
      "\"text\":\"4006381333931\"}}\n";
  char buffer[65536];
  int epoll = epoll_create1(0);
  for (int i = 0; i < subscribers; i++) {
    int fd = connect_greeted(path);
    send_all(fd, subscribe, strlen(subscribe));
    read_lines(fd, 1);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
  }
  int trigger = pty >= 0 ? pty : connect_greeted(path);
  int warm = 20;
  double *samples = malloc(count * sizeof *samples);
  for (int i = -warm; i < count; i++) {
    int missing = subscribers;
    double start = now_us();
    if (pty >= 0) send_all(pty, "4006381333931\r", 14);
    else send_all(trigger, scan, strlen(scan));
    while (missing > 0) {
      struct epoll_event events[256];
      int n = epoll_wait(epoll, events, 256, 10000);
      if (n <= 0) die("an event did not arrive");
      for (int k = 0; k < n; k++) {
        ssize_t got = read(events[k].data.fd, buffer, sizeof buffer);
        if (got <= 0) die("the server closed the connection");
        for (char *p = buffer; (p = memchr(p, '\n', buffer + got - p)); p++) missing--;
      }
    }
    if (i >= 0) samples[i] = now_us() - start;
    if (pty < 0) read_lines(trigger, 1);
    usleep(1000);
  }
  print_percentiles(samples, count);
}

// A client that gets the scans and nothing else.
static int subscribe_to_scans(const char *path) {
  static const char subscribe[] =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"events.subscribe\",\"params\":{\"types\":[\"scanner.data\"]}}\n";
  int fd = connect_greeted(path);
  send_all(fd, subscribe, strlen(subscribe));
  read_lines(fd, 1);
  return fd;
}

// The clock of `uptimeNs`.
static long long boot_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_BOOTTIME, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// Reads one event; gives when its scan had arrived at posd, and sets when the event was here.
static long long read_scan(int fd, long long *here) {
  static char line[65536];
  size_t length = 0;
  do {
    ssize_t n = read(fd, line + length, sizeof line - 1 - length);
    if (n <= 0) die("the server closed the connection");
    length += n;
  } while (line[length - 1] != '\n');
  *here = boot_ns();
  line[length] = 0;
  char *stamp = strstr(line, "\"uptimeNs\":");
  if (!stamp) die("an event without uptimeNs");
  return atoll(stamp + strlen("\"uptimeNs\":"));
}

static void scans(const char *path, const char *device, int count) {
  int fd = subscribe_to_scans(path), trigger = connect_greeted(path);
  char scan[256];
  snprintf(scan, sizeof scan,
           "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"simulator.scan\",\"params\":{\"device\":\"%s\","
           "\"text\":\"4006381333931\"}}\n",
           device);
  int warm = count < 1000 ? count / 10 : 100;
  double *shown = malloc(count * sizeof *shown), *reported = malloc(count * sizeof *reported);
  for (int i = -warm; i < count; i++) {
    long long start = boot_ns(), here;
    send_all(trigger, scan, strlen(scan));
    long long report = read_scan(fd, &here);
    if (i >= 0) shown[i] = (here - start) / 1e3, reported[i] = (here - report) / 1e3;
    read_lines(trigger, 1);
    usleep(1000);
  }
  printf("{\"shown\":");
  write_percentiles(shown, count);
  printf(",\"reported\":");
  write_percentiles(reported, count);
  printf("}\n");
}

static void hear(const char *path, int count) {
  int fd = subscribe_to_scans(path);
  printf("ready\n");
  fflush(stdout);
  for (int i = 0; i < count; i++) {
    long long here, report = read_scan(fd, &here);
    printf("%lld %lld\n", report, here);
    fflush(stdout);
  }
}

static void churn(const char *path, int count) {
  double start = now_us();
  for (int i = 0; i < count; i++) {
    int fd = connect_greeted(path);
    send_all(fd, ping, strlen(ping));
    read_lines(fd, 1);
    close(fd);
  }
  printf("{\"us\":%.2f,\"count\":%d}\n", (now_us() - start) / count, count);
}

static void idle(const char *path, int clients) {
  for (int i = 0; i < clients; i++) connect_greeted(path);
  printf("ready\n");
  fflush(stdout);
  getchar();
}

static void startup(const char *path, char **command) {
  unlink(path);
  double start = now_us();
  pid_t child = fork();
  if (child == 0) {
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    execvp(command[0], command);
    _exit(127);
  }
  int fd;
  while ((fd = try_connect(path)) < 0) {
    if (now_us() - start > 2e7 || waitpid(child, NULL, WNOHANG) == child) die("the server did not start");
    usleep(100);
  }
  send_all(fd, ping, strlen(ping));
  read_lines(fd, 2);
  printf("{\"ms\":%.2f}\n", (now_us() - start) / 1e3);
  kill(child, SIGTERM);
  waitpid(child, NULL, 0);
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  if (argc >= 4) {
    const char *what = argv[1], *path = argv[2];
    int a = atoi(argv[3]), b = argc > 4 ? atoi(argv[4]) : 0, c = argc > 5 ? atoi(argv[5]) : -1;
    if (!strcmp(what, "rtt")) return rtt(path, a), 0;
    if (!strcmp(what, "pipeline")) return pipeline(path, a, b, c), 0;
    if (!strcmp(what, "fanout")) return fanout(path, a, b, c), 0;
    if (!strcmp(what, "scans") && argc > 4) return scans(path, argv[3], b), 0;
    if (!strcmp(what, "hear")) return hear(path, a), 0;
    if (!strcmp(what, "churn")) return churn(path, a), 0;
    if (!strcmp(what, "idle")) return idle(path, a), 0;
    if (!strcmp(what, "startup")) return startup(path, argv + 3), 0;
  }
  fprintf(stderr, "usage: see the head of load.c\n");
  return 2;
}
