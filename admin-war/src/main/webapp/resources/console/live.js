// Looks for what is new every two seconds while somebody looks on. Without it, reloading does.
(function () {
  // all of them come from one page, in the same order
  var parts = Array.from(document.querySelectorAll('[data-live]'));
  var state = document.querySelector('[data-live-state]');
  var every = 2000;
  // an hour without a touch: a page that was forgotten must not keep its session alive
  var patience = 1800;
  var idle = 0;
  var failures = 0;
  var busy = false;
  if (!parts.length || !window.fetch) {
    return;
  }
  ['pointerdown', 'keydown'].forEach(function (event) {
    document.addEventListener(event, function () { idle = 0; failures = 0; });
  });
  function show(html) {
    var fresh = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-live]');
    if (fresh.length !== parts.length) {
      throw new Error('signed out');
    }
    parts.forEach(function (part, i) { replace(part, fresh[i]); });
  }
  function replace(part, fresh) {
    if (fresh.textContent === part.textContent) {
      return;
    }
    var focused = part.contains(document.activeElement) && document.activeElement.getAttribute('href');
    part.replaceChildren.apply(part, Array.from(fresh.childNodes));
    part.querySelectorAll('a').forEach(function (link) {
      if (focused && link.getAttribute('href') === focused) {
        link.focus();
      }
    });
  }
  setInterval(function () {
    var on = failures < 5 && idle < patience;
    state.hidden = !on;
    if (!on || busy || document.hidden) {
      return;
    }
    idle++;
    busy = true;
    fetch(parts[0].dataset.live, {redirect: 'error'})
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(answer.status);
        }
        return answer.text();
      })
      .then(show)
      .then(function () { failures = 0; })
      .catch(function () { failures++; })
      .then(function () { busy = false; });
  }, every);
  state.hidden = false;
})();
