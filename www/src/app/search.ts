/** Whether one of the values has the text in it, in upper or lower case. */
export function anyHas(text: string, ...values: (string | null | undefined)[]): boolean {
  const wanted = text.toLowerCase();
  return values.some((value) => value?.toLowerCase().includes(wanted));
}
