import {
  copyOf,
  hasCopy,
  memoryOf,
  withClean,
  withDirty,
  withMemory,
  withoutCopy,
  type Line,
} from './line.ts'
import type { Possibilities } from './possibility.ts'

const always = () => true
const noCopy = (line: Line) => !hasCopy(line)
const same = (line: Line) => line

/** A read through an alias that is Write-Back or Write-Through. */
export const cacheableRead: Possibilities = {
  id: 'coherency-read-cacheable',
  title: 'A read, Write-Back or Write-Through',
  every: true,
  rules: [
    {
      id: 'coherency-read-copy',
      cite: ['normal-cacheability'],
      says: 'The copy is read',
      because: 'a cacheable read that finds the line in the cache is answered from there',
      when: hasCopy,
      gives: same,
      returns: copyOf,
    },
    {
      id: 'coherency-read-allocate',
      cite: ['cache-behavior'],
      says: 'Memory is read, and a clean copy stays',
      because: 'a cacheable read that misses may bring the line into the cache',
      when: noCopy,
      gives: (line) => withClean(line, memoryOf(line)),
      returns: memoryOf,
    },
    {
      id: 'coherency-read-no-allocate',
      cite: ['cache-behavior'],
      says: 'Memory is read, and no copy stays',
      because: 'nothing obliges a cache to allocate what was read',
      when: noCopy,
      gives: same,
      returns: memoryOf,
    },
  ],
}

/** A read through an alias that is Non-cacheable or Device. */
export const readAround: Possibilities = {
  id: 'coherency-read-around',
  title: 'A read, Non-cacheable or Device',
  every: true,
  rules: [
    {
      id: 'coherency-read-memory',
      cite: ['normal-cacheability', 'device-cacheability'],
      says: 'Memory is read',
      because: 'the read goes around the cache, whatever a copy there holds',
      when: always,
      gives: same,
      returns: memoryOf,
    },
    {
      id: 'coherency-read-hit',
      cite: ['mismatched-attributes'],
      says: 'The copy is read',
      because: 'with mismatched attributes a copy in the cache may answer a read that should go around it',
      needs: 'hits',
      when: hasCopy,
      gives: same,
      returns: copyOf,
    },
  ],
}

/** A write through an alias that is Write-Back. */
export const writeBack: Possibilities = {
  id: 'coherency-write-back',
  title: 'A write, Write-Back',
  every: true,
  rules: [
    {
      id: 'coherency-write-cache',
      cite: ['normal-cacheability'],
      says: 'The cache holds the value, dirty',
      because: 'a Write-Back write may stay in the cache; that it reaches memory is a step of its own',
      when: always,
      gives: withDirty,
    },
  ],
}

/** A write through an alias that is Write-Through. */
export const writeThrough: Possibilities = {
  id: 'coherency-write-through',
  title: 'A write, Write-Through',
  every: true,
  rules: [
    {
      id: 'coherency-write-both',
      cite: ['normal-cacheability'],
      says: 'Memory and the copy take the value, and the copy is clean',
      because: 'a Write-Through write reaches memory, and a copy in the cache follows it',
      when: hasCopy,
      gives: (line, value) => withClean(withMemory(line, value), value),
    },
    {
      id: 'coherency-write-no-copy',
      cite: ['normal-cacheability'],
      says: 'Memory takes the value',
      because: 'a Write-Through write reaches memory, and there is no copy to follow it',
      when: noCopy,
      gives: withMemory,
    },
  ],
}

/** A write through an alias that is Non-cacheable or Device. */
export const writeAround: Possibilities = {
  id: 'coherency-write-around',
  title: 'A write, Non-cacheable or Device',
  every: true,
  rules: [
    {
      id: 'coherency-write-memory',
      cite: ['normal-cacheability', 'device-cacheability'],
      says: 'Memory takes the value, and a copy stays as it is',
      because: 'the write goes around the cache, where an older copy may remain',
      when: always,
      gives: withMemory,
    },
    {
      id: 'coherency-write-drop',
      cite: ['mismatched-attributes'],
      says: 'Memory takes the value, and the copy is dropped',
      because: 'with mismatched attributes the cache may notice a write that should go around it',
      needs: 'hits',
      when: hasCopy,
      gives: (line, value) => withMemory(withoutCopy(line), value),
    },
  ],
}
