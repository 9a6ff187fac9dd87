// SPDX-License-Identifier: EUPL-1.2
import { type Ref, useId, useImperativeHandle, useRef } from 'react';
import classes from './documents.module.css';
import type { Fault } from './use-preview.ts';

export type SourceHand = {
  /** Selects a line, numbered from 1, and shows it; null: goes where the cursor was. */
  goTo: (line: number | null) => void;
  /** Writes where the cursor is. */
  insert: (text: string) => void;
};

type Props = { hand: Ref<SourceHand>; source: string; change: (text: string) => void; faults: readonly Fault[] };

/** The text of a template with its lines numbered: the same lines lie under the text area, wrapped as it wraps them. */
export function TemplateSource({ hand, source, change, faults }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const lines = source.split('\n');
  const wrong = new Set(faults.map(({ line }) => line));

  useImperativeHandle(hand, () => ({
    goTo(line) {
      const text = area.current;
      if (!text) return;
      text.focus({ preventScroll: line !== null });
      if (line === null) return;
      const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      text.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
      under.current?.children[line - 1]?.scrollIntoView({ block: 'center' });
    },
    insert(added) {
      const text = area.current;
      if (!text) return;
      text.focus({ preventScroll: true });
      // Deprecated without a successor: nothing else leaves the browser's own « undo » whole.
      if (document.execCommand('insertText', false, added)) return;
      text.setRangeText(added, text.selectionStart, text.selectionEnd, 'end');
      change(text.value);
    },
  }));

  return (
    <>
      <label htmlFor={id} className={classes.name}>
        Texte du modèle
      </label>
      <p id={`${id}-help`} className={classes.quiet}>
        « # » ouvre un titre, « - » une ligne de liste, « ** » entoure ce qui est en gras.
      </p>
      <div className={classes.editor}>
        <div className={classes.sheet}>
          <div className={classes.lines} ref={under} aria-hidden>
            {lines.map((line, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line is its number
              <div key={at} className={classes.line} data-wrong={wrong.has(at + 1) || undefined}>
                <span>{line === '' ? '\u200b' : line}</span>
              </div>
            ))}
          </div>
          <textarea
            id={id}
            ref={area}
            className={classes.source}
            aria-describedby={`${id}-help`}
            aria-invalid={faults.length > 0}
            spellCheck
            lang="fr"
            value={source}
            onChange={(event) => change(event.currentTarget.value)}
          />
        </div>
      </div>
    </>
  );
}
