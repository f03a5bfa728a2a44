// Leaves at once for a neutral site and takes this page out of the way of the Back button.
for (const link of document.querySelectorAll("[data-quick-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(link.href);
  });
}
