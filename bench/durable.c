/* What a power cut leaves of a database file: only what was synced. Preloaded into the servers under test.
 *
 * Writes to files whose path begins with DURABLE_PREFIX are also noted in PATH.pending; a sync of the file, by whichever
 * process, applies the notes to PATH.durable, in order. After a cut PATH.durable is all there is: what was written and
 * not synced is gone, as from the caches of a machine that loses power.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct note { int is_cut; off64_t at; size_t size; };

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_truncate)(int, off64_t);

static void prepare(void) {
    if (!real_pwrite) real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
    if (!real_truncate) real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
}

static const char *path_of(int fd, char *buffer, size_t size) {
    const char *prefix = getenv("DURABLE_PREFIX");
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, buffer, size - 1);
    if (!prefix || length <= 0) return NULL;
    buffer[length] = 0;
    if (strncmp(buffer, prefix, strlen(prefix)) || strstr(buffer, "-shm") || strstr(buffer, ".durable") || strstr(buffer, ".pending")) return NULL;
    return buffer;
}

/* The notes of a file, opened and locked: all processes queue here, so notes and syncs have one order. */
static int notes_of(const char *path) {
    char name[4200];
    snprintf(name, sizeof name, "%s.pending", path);
    int notes = open(name, O_RDWR | O_CREAT | O_APPEND, 0644);
    flock(notes, LOCK_EX);
    return notes;
}

static void keep(int fd, int is_cut, off64_t at, const void *bytes, size_t size) {
    char path[4096];
    if (!path_of(fd, path, sizeof path)) return;
    struct note one = {is_cut, at, size};
    int notes = notes_of(path);
    if (real_write(notes, &one, sizeof one) != sizeof one) abort();
    if (size && real_write(notes, bytes, size) != (ssize_t)size) abort();
    close(notes);
}

static void settle(int fd) {
    char path[4096], shadow[4200];
    if (!path_of(fd, path, sizeof path)) return;
    prepare();
    snprintf(shadow, sizeof shadow, "%s.durable", path);
    int notes = notes_of(path), out = open(shadow, O_RDWR | O_CREAT, 0644);
    struct note one;
    lseek64(notes, 0, SEEK_SET);
    while (read(notes, &one, sizeof one) == sizeof one) {
        if (one.is_cut) {
            if (real_truncate(out, one.at)) abort();
            continue;
        }
        char *bytes = malloc(one.size);
        if (read(notes, bytes, one.size) != (ssize_t)one.size) abort();
        if (real_pwrite(out, bytes, one.size, one.at) != (ssize_t)one.size) abort();
        free(bytes);
    }
    if (real_truncate(notes, 0)) abort();
    close(out);
    close(notes);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    prepare();
    ssize_t written = real_pwrite(fd, bytes, size, at);
    if (written > 0) keep(fd, 0, at, bytes, written);
    return written;
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

ssize_t write(int fd, const void *bytes, size_t size) {
    prepare();
    off64_t at = lseek64(fd, 0, SEEK_CUR);
    ssize_t written = real_write(fd, bytes, size);
    if (written > 0 && at >= 0) keep(fd, 0, at, bytes, written);
    return written;
}

int ftruncate64(int fd, off64_t size) {
    prepare();
    int outcome = real_truncate(fd, size);
    if (!outcome) keep(fd, 1, size, NULL, 0);
    return outcome;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    int outcome = real(fd);
    if (!outcome) settle(fd);
    return outcome;
}
int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    int outcome = real(fd);
    if (!outcome) settle(fd);
    return outcome;
}
