// Fields of passwords: a button that shows what was typed, and a rough word on how well a new one
// would do. The server judges by a list of its own; without a script its answer is the word.
(function () {
  var words = document.body.dataset;
  var shortest = 12;

  // bits of a guesser who knows which characters were used, and that neighbours and repeats are cheap
  function bits(text) {
    var codes = Array.from(text, function (character) { return character.codePointAt(0); });
    var fresh = codes.filter(function (code, i) {
      return i === 0 || Math.abs(code - codes[i - 1]) > 1;
    });
    return fresh.length * Math.log2(new Set(codes).size + 1);
  }

  function strength(text) {
    if (Array.from(text).length < shortest || bits(text) < 36) {
      return 1;
    }
    return bits(text) < 56 ? 2 : 3;
  }

  function offerShowing(field) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'small show';
    button.textContent = words.show;
    button.setAttribute('aria-controls', field.id);
    button.addEventListener('click', function () {
      var hidden = field.type === 'password';
      field.type = hidden ? 'text' : 'password';
      button.textContent = hidden ? words.hide : words.show;
    });
    // never sent as it is seen: a browser would remember it as a text
    field.form.addEventListener('submit', function () { field.type = 'password'; });
    field.after(button);
    return button;
  }

  function meter(field, after) {
    var bar = document.createElement('meter');
    var word = document.createElement('span');
    var line = document.createElement('p');
    bar.min = 0;
    bar.max = 3;
    bar.low = 1.5;
    bar.high = 2.5;
    bar.optimum = 3;
    word.setAttribute('role', 'status');
    line.className = 'hint strength';
    line.hidden = true;
    line.append(bar, ' ', word);
    after.after(line);
    field.addEventListener('input', function () {
      var level = strength(field.value);
      line.hidden = field.value === '';
      bar.value = level;
      word.textContent = words.strength.split('|')[level - 1];
    });
  }

  document.querySelectorAll('input[type=password]').forEach(function (field) {
    var button = offerShowing(field);
    if (field.autocomplete === 'new-password') {
      meter(field, button);
    }
  });
})();
