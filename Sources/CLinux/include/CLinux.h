#pragma once
// What Swift's Glibc module leaves out: Linux' own descriptors, and the ioctls whose numbers are function-like macros.
// One header per subject; this one is the umbrella.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#include "posd_confine.h"
#include "posd_errno.h"
#include "posd_input.h"
#include "posd_memory.h"
#include "posd_process.h"
#include "posd_socket.h"
#include "posd_tcp.h"
#include "posd_thread.h"
#include "posd_tty.h"
