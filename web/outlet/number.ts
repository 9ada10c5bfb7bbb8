const figures = new Intl.NumberFormat('id', { maximumFractionDigits: 3 });

export function number(value: number): string {
  return figures.format(value);
}
