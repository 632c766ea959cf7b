/**
 * The state of one line as a small integer, so that sets of states are arrays and a state is its own key:
 * what memory holds in bits [3:0], what the copy in the cache holds in [7:4], whether there is a copy in [8],
 * whether it is dirty in [9]. Without a copy the upper bits are 0, so that equal states are equal numbers.
 */
export type Line = number

/** The number of a value within one question, from 0 to 15. */
export type Value = number

/** Every `Line` is below this. */
export const lines = 1024
/** Every `Value` is below this. */
export const values = 16

const present = 1 << 8
const dirty = 1 << 9

export const memoryOf = (line: Line): Value => line & 0xf
/** What the copy holds; 0 where there is none. */
export const copyOf = (line: Line): Value => (line >> 4) & 0xf
export const hasCopy = (line: Line) => (line & present) !== 0
export const isDirty = (line: Line) => (line & dirty) !== 0

/** The same memory, and no copy. */
export const withoutCopy = (line: Line): Line => line & 0xf
/** The same memory, and a clean copy of the value. */
export const withClean = (line: Line, value: Value): Line => memoryOf(line) | (value << 4) | present
/** The same memory, and a dirty copy of the value. */
export const withDirty = (line: Line, value: Value): Line => withClean(line, value) | dirty
/** The same copy, if any, and another value in memory. */
export const withMemory = (line: Line, value: Value): Line => (line & ~0xf) | value

/** A copy is written to memory and stays, clean. */
export const writtenBack = (line: Line): Line => withClean(copyOf(line), copyOf(line))
