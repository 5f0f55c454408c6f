from helhet.post.views import EVERYBODY

urlpatterns = [each for pages in EVERYBODY for each in pages.urls()]
