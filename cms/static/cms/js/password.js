// A button under each password field shows what is typed. Without script the field stays as it is.
const words = document.querySelector("script[data-show]").dataset;

for (const field of document.querySelectorAll("input[type=password]")) {
  const button = document.createElement("button");
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? words.hide : words.show;
  };
  button.type = "button";
  button.className = "btn text";
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => show(field.type === "password"));
  // Sent as text, the browser would offer it to the next person at this computer.
  field.form.addEventListener("submit", () => show(false));
  show(false);
  field.after(button);
}
