//! Tests that need cargo alone.

<<<<<<< HEAD
mod guide;
mod guide_kramdown;
=======
mod walkfile;
>>>>>>> 7a103c6704f6a70b440bc841b2cf17641f85229e
