// SPDX-License-Identifier: EUPL-1.2
/** `npx beffroi check-pes <fichier> --schemas <dossier>`: for whoever has the official schemas, which are not ours to distribute. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CannotStart } from '#platform/cannot-start.ts';
import { checkAgainstSchemas } from './check-against-schemas.ts';

const usage =
  'Usage : beffroi check-pes <fichier.xml…> --schemas <dossier>\n' +
  '  Compare des fichiers PES (aller, acquittement, retour) aux schémas officiels d’un dossier, tel que la DGFiP le diffuse.\n' +
  '  Sans serveur ni base ; rien n’est envoyé. Code de sortie : 0 si tout est valide, 1 sinon.';

/** Says of each file whether it is valid, and otherwise what is not, line by line. Gives the exit code. */
export async function checkPesCommand(words: readonly string[], print: (line: string) => void): Promise<number> {
  const { files, schemas } = readWords(words);
  if (schemas === null || files.length === 0) {
    print(usage);
    return 1;
  }
  let code = 0;
  for (const file of files) {
    const { schema, faults } = checkAgainstSchemas(bytesOf(file), schemas);
    if (faults.length === 0) print(`${file} : valide d’après ${schema}. Hélios contrôle en plus les triplets, les imputations et la signature.`);
    else code = 1;
    for (const { line, says } of faults) print(`${file}${line === null ? '' : `, ligne ${line}`} : ${says}`);
  }
  return code;
}

function readWords(words: readonly string[]): { files: readonly string[]; schemas: string | null } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { schemas: { type: 'string' } }, allowPositionals: true });
    return { files: positionals, schemas: values.schemas ?? null };
  } catch {
    // An option that does not exist: the usage says those that do.
    return { files: [], schemas: null };
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CannotStart(`Le fichier ${file} ne peut pas être lu.`);
  }
}
