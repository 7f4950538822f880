// What the device keeps of one ballot, or of a teller's secret, until it is no longer needed.
//
// Of a ballot: the token until it is signed, its key until the choice is sealed, the sealed ballot
// until the box has it; then the tracker alone. The choice itself is never kept.
export const store = (name) => {
  const key = `thidua ${name}`;
  let inside = null; // where the browser keeps nothing, as long as the page stands
  const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  return {
    get: () => inside ?? read() ?? {},
    // Returns whether a reload will find it.
    put: (value) => {
      inside = value;
      try { localStorage.setItem(key, JSON.stringify(value)); } catch { return false; }
      return true;
    },
    drop: () => {
      inside = {};
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    },
  };
};
