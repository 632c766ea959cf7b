/** Widths of characters in DejaVu Sans, the widest sans that systems usually have, in hundredths of the font size. */
const regular: Readonly<Record<number, string>> = {
  28: "'ijl",
  30: 'IJ',
  32: ' ,.’',
  34: '/:;',
  35: 'f',
  36: '-',
  39: '()[]t',
  40: '!',
  41: 'r',
  50: '*_',
  52: 's',
  53: '?z',
  55: 'c',
  56: 'L',
  58: 'Fk',
  59: 'vxy',
  60: 'P',
  61: 'TYao',
  62: 'e',
  63: 'Ehnu',
  64: '0123456789$Sbdgpq',
  66: 'K',
  68: 'AV',
  69: 'BXZ',
  70: 'CR',
  73: 'U',
  75: 'HN',
  77: 'D',
  78: 'G&',
  79: 'OQ',
  82: 'w',
  84: '+<=>',
  86: 'M',
  97: 'm',
  99: 'W',
}
const bold: Readonly<Record<number, string>> = {
  31: "'",
  34: 'ijl',
  35: ' ',
  37: '/IJ',
  38: ',.’',
  40: ':;',
  42: '-',
  44: 'f',
  46: '!()[]',
  48: 't',
  49: 'r',
  50: '_',
  58: '?z',
  59: 'c',
  60: 's',
  64: 'L',
  65: 'vxy',
  67: 'k',
  68: 'EFTae',
  69: 'o',
  70: '0123456789$',
  71: 'hnu',
  72: 'SYbdgpq',
  73: 'CPZ',
  76: 'B',
  77: 'ARVX',
  78: 'K',
  81: 'U',
  82: 'G',
  83: 'D',
  84: '+<=>HN',
  85: 'OQ',
  87: '&',
  92: 'w',
  100: 'M',
  104: 'm',
  110: 'W',
}

const sharesOf = (all: Readonly<Record<number, string>>) =>
  new Map(Object.entries(all).flatMap(([share, ones]) => [...ones].map((one) => [one, Number(share)])))
const shares = { regular: sharesOf(regular), bold: sharesOf(bold) }

/** How wide a text is drawn. @throws Error for a character that it does not know */
export function sansWidth(text: string, size: number, weight: keyof typeof shares): number {
  const hundredths = [...text].map((one) => {
    const share = shares[weight].get(one)
    if (share === undefined) throw new Error(`no width of ${one}`)
    return share
  })
  return (hundredths.reduce((sum, one) => sum + one, 0) * size) / 100
}
