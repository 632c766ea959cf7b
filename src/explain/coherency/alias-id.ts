/** Whose mapping of the line it is. */
export const aliasIds = ['vmm', 'guest', 'linear'] as const

export type AliasId = (typeof aliasIds)[number]
