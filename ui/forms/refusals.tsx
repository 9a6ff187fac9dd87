// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import classes from './refusals.module.css';
import type { Refused } from './use-act-form.ts';

/** Why the server refused, above the form: takes the focus, and each line leads to its field. */
export function Refusals({ refused, focus }: { refused: Refused; focus: (path: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) box.current?.focus();
  }, [refused]);
  const says = refused.items.filter((item) => item.says !== refused.title || refused.items.length > 1);
  const [only] = refused.items;
  return (
    <Alert ref={box} tabIndex={-1} role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={refused.title}>
      {says.length > 0 && (
        <ul className={classes.list}>
          {says.map(({ path, says: sentence }) => (
            <li key={`${path} ${sentence}`}>
              {path === null ? (
                sentence
              ) : (
                <button type="button" className={classes.leap} onClick={() => focus(path)}>
                  {sentence}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {says.length === 0 && only?.path != null && <GoTo path={only.path} focus={focus} />}
      {refused.reference && (
        <p className={classes.reference}>
          Référence : <code>{refused.reference}</code>
        </p>
      )}
    </Alert>
  );
}

function GoTo({ path, focus }: { path: string; focus: (path: string) => void }) {
  return (
    <button type="button" className={classes.leap} onClick={() => focus(path)}>
      Aller au champ concerné
    </button>
  );
}
