// SPDX-License-Identifier: EUPL-1.2
/** What may be joined as a proof, as `FileDrop` takes it. */
export const proofFiles = {
  accept: { 'application/pdf': ['.pdf'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/png': ['.png'] } as Record<string, string[]>, // Mantine's type is not readonly
  hint: 'PDF ou photo, 10 Mo au plus.',
  mostBytes: 10 * 1_048_576,
};

/** The type of a chosen file; the drop zone lets no other through. */
export function proofType({ type }: File): 'application/pdf' | 'image/jpeg' | 'image/png' {
  return type === 'image/jpeg' || type === 'image/png' ? type : 'application/pdf';
}
