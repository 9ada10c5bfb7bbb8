/** A piece of SVG as text: the same on screen, in a PDF and on the public page, so nothing here knows a browser. */
export type Svg = string & { readonly svg: unique symbol };

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element. Attributes left `undefined` are left out; text is escaped, and only other elements are taken as they are. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? String(rounded(value)) : String(value))}"`)
    .join('');
  return (children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`) as Svg;
}

export function text(content: string): Svg {
  return escaped(content) as Svg;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Unique on the page: patterns and titles are found by it. */
  readonly id: string;
  /** What the drawing shows, in a few words; read out in its place together with `description`. */
  readonly title: string;
  readonly description: string;
  /** `group` where parts of it are links; a picture may hold none. */
  readonly role?: 'img' | 'group';
}

/** The outermost element: scales to its place and says what it shows. */
export function drawing(
  { width, height, id, title, description, role = 'img' }: Frame,
  ...children: readonly Svg[]
): Svg {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
      width: '100%',
      role,
      'aria-labelledby': `${id}-title ${id}-description`,
      'font-family': 'Plus Jakarta Sans Variable, Plus Jakarta Sans, system-ui, sans-serif',
      'font-size': 13,
    },
    element('title', { id: `${id}-title` }, text(title)),
    element('desc', { id: `${id}-description` }, text(description)),
    ...children,
  );
}

/** Lines of a text that must fit a width, at the size of 12 pixels; SVG itself breaks none. */
export function textLines(content: string, width: number): string[] {
  const lettersMax = Math.floor(width / 6.4);
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= lettersMax) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Two decimals are finer than any screen or printer and keep the public page small. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
