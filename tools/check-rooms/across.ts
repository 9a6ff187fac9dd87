// SPDX-License-Identifier: EUPL-1.2
import { isTest, type Tree } from './tree.ts';

const LIST = 'platform/db/across-callers.ts';

/** Crossings of the borders between bodies that the checked list does not have, and entries of the list that nobody uses. */
export function acrossFaults(tree: Tree): string[] {
  const listed = new Set([...(tree.files.get(LIST) ?? '').matchAll(/'([\w.-]+)':\s*'([^']+)'/g)].map(([, caller, path]) => `${caller} ${path}`));
  const called = new Set<string>();
  const faults: string[] = [];
  for (const [path, text] of tree.files) {
    if (isTest(path) || path.startsWith('platform/db/') || path.startsWith('tools/') || !text.includes('acrossOrganisations')) continue;
    for (const [, caller] of text.matchAll(/acrossOrganisations(?:<[^(]*>)?\(\s*[^,]+,\s*'([\w.-]+)'/g)) called.add(`${caller} ${path}`);
    if (![...called].some((call) => call.endsWith(` ${path}`))) faults.push(`${path}: calls acrossOrganisations without naming its caller in place`);
  }
  for (const call of called)
    if (!listed.has(call)) faults.push(`${call.split(' ')[1]}: crosses the borders as ${call.split(' ')[0]}, which ${LIST} does not list`);
  for (const entry of listed) if (!called.has(entry)) faults.push(`${LIST}: lists ${entry}, which does not cross`);
  return faults;
}
