// SPDX-License-Identifier: EUPL-1.2
import { sentenceOf } from '#ui/api/problem.ts';
import classes from './documents.module.css';
import type { Preview } from './use-preview.ts';

/** What keeps the template from being read, each line within reach. */
export function TemplateFaults({ preview, goTo }: { preview: Preview; goTo: (line: number) => void }) {
  const { faults, error, isFetching, isKnown } = preview;
  const count = faults.length;
  return (
    <div className={classes.faults} data-wrong={count > 0 || undefined}>
      <p role="status" className={classes.quiet}>
        {error
          ? sentenceOf(error)
          : isFetching || !isKnown
            ? 'Relecture…'
            : count === 0
              ? 'Aucune erreur : ce texte peut être lu.'
              : count === 1
                ? '1 erreur à corriger :'
                : `${count} erreurs à corriger :`}
      </p>
      {count > 0 && (
        <ul>
          {faults.map(({ line, says }) => (
            <li key={`${line} ${says}`}>
              {line !== null && (
                <>
                  <button type="button" className={classes.leap} onClick={() => goTo(line)}>
                    Ligne {line}
                  </button>{' '}
                  :{' '}
                </>
              )}
              {says}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
