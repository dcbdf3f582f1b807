// The yardstick: a server of the same protocol subset, as small and as quick as plain C and epoll make it.
//
//   reference SOCKET [TTY]
//
// session.ping (params back), events.subscribe, simulator.scan {text}; a line from the TTY becomes scanner.data.
// It trusts its input, keeps no history, checks no permission: what it leaves out is what the ratios pay for.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FD = 65536, BUFFER = 65536 };

struct client {
  char *line;
  size_t used;
  int subscribed;
};

static struct client *clients[MAX_FD];
static int highest = 0;
static long sequence = 0;

static size_t base64(const char *in, size_t n, char *out) {
  static const char table[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  size_t o = 0;
  for (size_t i = 0; i < n; i += 3) {
    unsigned v = (unsigned char)in[i] << 16 | (i + 1 < n ? (unsigned char)in[i + 1] << 8 : 0) |
                 (i + 2 < n ? (unsigned char)in[i + 2] : 0);
    out[o++] = table[v >> 18];
    out[o++] = table[v >> 12 & 63];
    out[o++] = i + 1 < n ? table[v >> 6 & 63] : '=';
    out[o++] = i + 2 < n ? table[v & 63] : '=';
  }
  return o;
}

static void emit_scan(const char *device, const char *text, size_t n) {
  static char line[BUFFER];
  char raw[8192];
  struct timespec wall, boot;
  struct tm parts;
  clock_gettime(CLOCK_REALTIME, &wall);
  clock_gettime(CLOCK_BOOTTIME, &boot);
  gmtime_r(&wall.tv_sec, &parts);
  if (n > 4096) n = 4096;
  size_t r = base64(text, n, raw);
  int size = snprintf(line, sizeof line,
                      "{\"jsonrpc\":\"2.0\",\"method\":\"scanner.data\",\"params\":{\"device\":\"%s\",\"seq\":%ld,"
                      "\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\",\"uptimeNs\":%lld,\"text\":\"%.*s\","
                      "\"raw\":\"%.*s\",\"symbology\":\"unknown\",\"upos\":0,\"secret\":false}}\n",
                      device, ++sequence, parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                      parts.tm_min, parts.tm_sec, wall.tv_nsec / 1000000,
                      (long long)boot.tv_sec * 1000000000LL + boot.tv_nsec, (int)n, text, (int)r, raw);
  for (int fd = 0; fd <= highest; fd++)
    if (clients[fd] && clients[fd]->subscribed && write(fd, line, size) < 0 && errno != EAGAIN) shutdown(fd, SHUT_RDWR);
}

// The value behind "key": in a flat request; its end is found by counting brackets outside strings.
static const char *value(const char *line, const char *key, size_t *length) {
  const char *p = strstr(line, key);
  if (!p) return NULL;
  p += strlen(key);
  int depth = 0, quoted = 0;
  const char *q = p;
  for (; *q; q++) {
    if (quoted) {
      if (*q == '\\' && q[1]) q++;
      else if (*q == '"') quoted = 0;
    } else if (*q == '"') quoted = 1;
    else if (*q == '{' || *q == '[') depth++;
    else if (*q == '}' || *q == ']') {
      if (depth == 0) break;
      depth--;
    } else if (*q == ',' && depth == 0) break;
  }
  *length = q - p;
  return p;
}

static void answer(int fd, const char *line) {
  static char out[BUFFER * 2];
  size_t idn = 0, paramn = 0, methodn = 0, textn = 0;
  const char *id = value(line, "\"id\":", &idn);
  const char *method = value(line, "\"method\":", &methodn);
  const char *params = value(line, "\"params\":", &paramn);
  if (!id || !method) return;
  const char *result = "{}";
  size_t resultn = 2;
  const char *text = NULL;
  if (methodn == 14 && !memcmp(method, "\"session.ping\"", 14)) {
    if (params) result = params, resultn = paramn;
  } else if (methodn == 18 && !memcmp(method, "\"events.subscribe\"", 18)) {
    clients[fd]->subscribed = 1;
  } else if (methodn == 16 && !memcmp(method, "\"simulator.scan\"", 16)) {
    text = value(line, "\"text\":", &textn);
  }
  int n = snprintf(out, sizeof out, "{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"result\":%.*s}\n", (int)idn, id, (int)resultn,
                   result);
  if (write(fd, out, n) < 0) shutdown(fd, SHUT_RDWR);
  if (text && textn > 2) emit_scan("front", text + 1, textn - 2);
}

static void drop(int epoll, int fd) {
  epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
  close(fd);
  free(clients[fd]->line);
  free(clients[fd]);
  clients[fd] = NULL;
}

static void readable(int epoll, int fd) {
  struct client *c = clients[fd];
  if (!c->line) c->line = malloc(BUFFER);
  ssize_t n = read(fd, c->line + c->used, BUFFER - 1 - c->used);
  if (n <= 0) {
    if (n < 0 && errno == EAGAIN) return;
    drop(epoll, fd);
    return;
  }
  c->used += n;
  c->line[c->used] = 0;
  char *start = c->line, *end;
  while ((end = memchr(start, '\n', c->used - (start - c->line)))) {
    *end = 0;
    answer(fd, start);
    start = end + 1;
  }
  c->used -= start - c->line;
  if (c->used == 0) {
    free(c->line);
    c->line = NULL;
  } else {
    memmove(c->line, start, c->used);
  }
}

static void readable_tty(int fd) {
  static char line[4096];
  static size_t used = 0;
  ssize_t n = read(fd, line + used, sizeof line - used);
  if (n <= 0) return;
  used += n;
  char *end;
  while ((end = memchr(line, '\r', used))) {
    emit_scan("hand", line, end - line);
    used -= end + 1 - line;
    memmove(line, end + 1, used);
  }
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN);
  if (argc < 2) return 2;
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
  unlink(argv[1]);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return 1;
  int epoll = epoll_create1(EPOLL_CLOEXEC), tty = -1;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  if (argc > 2) {
    tty = open(argv[2], O_RDWR | O_NOCTTY | O_NONBLOCK);
    struct termios raw;
    tcgetattr(tty, &raw);
    cfmakeraw(&raw);
    tcsetattr(tty, TCSANOW, &raw);
    event.data.fd = tty;
    epoll_ctl(epoll, EPOLL_CTL_ADD, tty, &event);
  }
  static const char hello[] =
      "{\"jsonrpc\":\"2.0\",\"method\":\"server.hello\",\"params\":{\"server\":\"reference\",\"version\":\"1\","
      "\"protocol\":1,\"oldestProtocol\":1,\"epoch\":\"0\"}}\n";
  for (;;) {
    struct epoll_event events[256];
    int n = epoll_wait(epoll, events, 256, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client < 0) continue;
        if (client >= MAX_FD) { close(client); continue; }
        clients[client] = calloc(1, sizeof(struct client));
        if (client > highest) highest = client;
        event.data.fd = client;
        epoll_ctl(epoll, EPOLL_CTL_ADD, client, &event);
        if (write(client, hello, sizeof hello - 1) < 0) drop(epoll, client);
      } else if (fd == tty) {
        readable_tty(fd);
      } else if (clients[fd]) {
        readable(epoll, fd);
      }
    }
  }
}
