const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** A size in bytes in the largest unit that keeps it whole: `96 GiB`, `4097 bytes`. */
export function bytes(size: number): string {
  let unit = 0
  let rest = size
  while (rest % 1024 === 0 && unit < units.length - 1) {
    rest /= 1024
    unit++
  }
  return `${rest} ${units[unit]}`
}
