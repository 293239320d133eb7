/** Asks one question at a time; of those that come meanwhile only the newest is asked next, and what fails is let go. */
export function newestOnly<Q, A>(ask: (question: Q) => Promise<A>, told: (answer: A) => void): (question: Q) => void {
  let busy = false;
  let next: { readonly question: Q } | null = null;
  const run = (question: Q): void => {
    if (busy) {
      next = { question };
      return;
    }
    busy = true;
    ask(question)
      .then(told)
      // What cannot be answered just now (the line is down) is asked again by the next who comes.
      .catch(() => {})
      .finally(() => {
        busy = false;
        const waiting = next;
        next = null;
        if (waiting) run(waiting.question);
      });
  };
  return run;
}
