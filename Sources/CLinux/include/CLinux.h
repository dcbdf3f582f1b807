#pragma once
// What Swift's Glibc module leaves out: Linux' own descriptors, and the ioctls whose numbers are function-like macros.
#define _GNU_SOURCE 1
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
