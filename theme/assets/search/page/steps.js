// The steps of the tab's history: what was asked, and how far one had looked.

// How long one must pause in typing for what is typed next to be a step of its own, and how soon
// what is typed is written down: browsers refuse an address that changes too often. Milliseconds.
const PAUSE = 1400;
const SOON = 150;

// `now()` gives {address, shown}: the address's query, and how many results are on the page.
export function steps(now) {
  let typing = false;
  let pause = 0;
  let writing = 0;

  function remember(how) {
    const { address, shown } = now();
    try {
      history[how]({ shown, y: window.scrollY }, "", `${window.location.pathname}${address}`);
    } catch (error) {
      // A browser that lets no page from a file change its address: it still answers.
    }
  }

  function write() {
    clearTimeout(writing);
    if (writing) remember("replaceState");
    writing = 0;
  }

  // What was typed is done with.
  function settle() {
    write();
    typing = false;
    clearTimeout(pause);
  }

  return {
    settle,
    isTyping: () => typing,
    // Something is asked that is a step of its own.
    add: () => remember("pushState"),
    // The step one is at is written anew.
    keep: () => remember("replaceState"),
    // The history has moved under our feet: nothing is written to where one is now.
    drop() {
      clearTimeout(writing);
      writing = 0;
      settle();
    },
    // Typing is one step until one pauses.
    typed() {
      if (!typing) remember("pushState");
      typing = true;
      clearTimeout(writing);
      writing = setTimeout(write, SOON);
      clearTimeout(pause);
      pause = setTimeout(settle, PAUSE);
    },
  };
}
