// SPDX-License-Identifier: EUPL-1.2

/** One page that says that a restore was checked: what a mairie would scan. */
export function provenPdf(): Buffer {
  const lines = [
    ['Helvetica-Bold', 18, 'Procès-verbal de restauration'],
    ['Helvetica', 12, 'Machine : serveur de la mairie. Essai sur un poste isolé du réseau.'],
    ['Helvetica', 12, 'Base restaurée, ouverte, total des mandats rapproché du compte de gestion.'],
    ['Helvetica', 12, 'Conclusion : sauvegarde exploitable. Document de démonstration.'],
  ] as const;
  const text = lines
    .map(([face, size, says], rank) => `/${face === 'Helvetica' ? 'F1' : 'F2'} ${size} Tf 0 ${rank === 0 ? 0 : -28} Td (${says}) Tj`)
    .join('\n');
  const content = `BT 60 760 Td\n${text}\nET`;
  const font = (face: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${face} /Encoding /WinAnsiEncoding >>`;
  return whole([
    '<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ]);
}

function whole(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, rank) => {
    const at = file.length;
    file += `${rank + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
