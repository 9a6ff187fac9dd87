// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ParseOption, XmlDocument, XmlParseError, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { CannotStart } from '#platform/cannot-start.ts';
import { readXml } from '../xml/read-xml.ts';

export type SchemaFault = { line: number | null; says: string };

/**
 * Holds an XML file against the schema of a folder that declares its root element in its namespace. `schema` is the path of it in the folder, null
 * when the file could not be held against any. Throws `CannotStart` when the folder cannot be read or its schema is not whole.
 */
export function checkAgainstSchemas(file: Uint8Array, folder: string): { schema: string | null; faults: readonly SchemaFault[] } {
  const reading = readXml(file);
  if ('fault' in reading) return { schema: null, faults: [{ line: null, says: reading.fault }] };
  const { name, namespace } = reading.root;
  const schema = schemasIn(folder).find((path) => declares(path, name, namespace));
  if (!schema)
    return { schema: null, faults: [{ line: null, says: `Aucun schéma du dossier ne décrit « ${name} » (espace de noms ${namespace || 'vide'}).` }] };
  return { schema: relative(folder, schema), faults: faultsOf(file, schema) };
}

function schemasIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.xsd'))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch {
    throw new CannotStart(`Le dossier de schémas ${folder} ne peut pas être lu.`);
  }
}

/** By what it says at its head: the same root is declared for several namespaces, and by other schemas that include it. */
function declares(path: string, root: string, namespace: string): boolean {
  const reading = readXml(readFileSync(path));
  if ('fault' in reading || reading.root.name !== 'schema') return false;
  return (
    (reading.root.attributes['targetNamespace'] ?? '') === namespace &&
    reading.root.children.some((child) => child.name === 'element' && child.attributes['name'] === root)
  );
}

function faultsOf(file: Uint8Array, path: string): SchemaFault[] {
  // The schema includes its neighbours, which are read from the disk; the file that is checked never is.
  xmlRegisterFsInputProviders();
  const [parsed, document] = [schemaAt(path), XmlDocument.fromBuffer(file, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE })];
  try {
    parsed.validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ line, message }) => ({ line: line || null, says: message.trim() }));
  } finally {
    document.dispose();
    parsed.validator.dispose();
    parsed.document.dispose();
  }
}

function schemaAt(path: string): { document: XmlDocument; validator: XsdValidator } {
  try {
    const document = XmlDocument.fromBuffer(readFileSync(path), { url: pathToFileURL(path).href });
    return { document, validator: XsdValidator.fromDoc(document) };
  } catch (error) {
    if (error instanceof XmlParseError || error instanceof XmlValidateError)
      throw new CannotStart(`Le schéma ${path} n’est pas entier : ${error.message.trim()}`);
    throw error;
  }
}
