/* Writes down every write and flush below one folder, so that power cuts can be played out later.
 * Preloaded into a writer; MEETINGDESK_TRACE names the file, MEETINGDESK_TRACED the folder.
 * A record is: kind, length of the path, length of the data, offset, then path and data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
static char *paths[MOST];
static int trace = -1;
static const char *folder;

static ssize_t (*real_write)(int, const void *, size_t);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    folder = getenv("MEETINGDESK_TRACED");
    const char *name = getenv("MEETINGDESK_TRACE");
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    if (folder && name) trace = real_open(name, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
}

static void put(const void *from, size_t size) {
    const char *at = from;
    while (size) {
        ssize_t done = real_write(trace, at, size);
        if (done <= 0) _exit(97);
        at += done;
        size -= (size_t)done;
    }
}

static void note(char kind, const char *path, uint64_t offset, const void *data, uint64_t size) {
    if (trace < 0 || !path) return;
    uint32_t length = (uint32_t)strlen(path);
    char head[1 + 4 + 8 + 8];
    head[0] = kind;
    memcpy(head + 1, &length, 4);
    memcpy(head + 5, &size, 8);
    memcpy(head + 13, &offset, 8);
    put(head, sizeof head);
    put(path, length);
    if (data) put(data, size);
}

static const char *of(int file) { return file >= 0 && file < MOST ? paths[file] : NULL; }

static void remember(int file, const char *path) {
    if (file < 0 || file >= MOST || !folder) return;
    free(paths[file]);
    paths[file] = strncmp(path, folder, strlen(folder)) == 0 ? strdup(path) : NULL;
}

#define OPEN(name)                                                  \
    int name(const char *path, int flags, ...) {                    \
        static int (*real)(const char *, int, ...);                 \
        if (!real) real = dlsym(RTLD_NEXT, #name);                  \
        va_list rest;                                               \
        va_start(rest, flags);                                      \
        int mode = flags & O_CREAT ? va_arg(rest, int) : 0;         \
        va_end(rest);                                               \
        int file = real(path, flags, mode);                         \
        remember(file, path);                                       \
        return file;                                                \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "close");
    if (file >= 0 && file < MOST) {
        free(paths[file]);
        paths[file] = NULL;
    }
    return real(file);
}

ssize_t write(int file, const void *data, size_t size) {
    if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
    off_t at = of(file) ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t done = real_write(file, data, size);
    if (done > 0) note('w', of(file), (uint64_t)at, data, (uint64_t)done);
    return done;
}

#define PWRITE(name, offset_type)                                            \
    ssize_t name(int file, const void *data, size_t size, offset_type at) {  \
        static ssize_t (*real)(int, const void *, size_t, offset_type);      \
        if (!real) real = dlsym(RTLD_NEXT, #name);                           \
        ssize_t done = real(file, data, size, at);                           \
        if (done > 0) note('w', of(file), (uint64_t)at, data, (uint64_t)done); \
        return done;                                                         \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define FLUSH(name)                              \
    int name(int file) {                         \
        static int (*real)(int);                 \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        int done = real(file);                   \
        if (done == 0) note('s', of(file), 0, NULL, 0); \
        return done;                             \
    }
FLUSH(fsync)
FLUSH(fdatasync)

#define CUT(name, offset_type)                       \
    int name(int file, offset_type length) {         \
        static int (*real)(int, offset_type);        \
        if (!real) real = dlsym(RTLD_NEXT, #name);   \
        int done = real(file, length);               \
        if (done == 0) note('t', of(file), (uint64_t)length, NULL, 0); \
        return done;                                 \
    }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)
