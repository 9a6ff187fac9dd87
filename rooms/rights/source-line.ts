// SPDX-License-Identifier: EUPL-1.2
type Citation = { document?: unknown; line?: unknown; label?: unknown };

/** Where a right or a price is printed, as a reader says it: « 15 Go de sauvegarde — document S2, ligne 122 ». Null where nothing says it. */
export function sourceLine(source: Readonly<Record<string, unknown>> | null): string | null {
  if (!source) return null;
  const { citation, citations, says, edition } = source;
  const cited = (citation ?? (Array.isArray(citations) ? citations[0] : undefined)) as Citation | undefined; // as the opener wrote it
  const place = cited?.document ? `document ${String(cited.document)}, ligne ${String(cited.line)}` : null;
  const words = typeof says === 'string' && says !== '' ? says : typeof cited?.label === 'string' ? `« ${cited.label} »` : null;
  const parts = [words, place, typeof edition === 'string' ? `édition ${edition}` : null].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}
